// What script adds to pages that read without it: the slider, the map's zoom, records under the pointer, keys.
"use strict";
document.documentElement.classList.add("js");

const DAY = 86400000;
const english = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function slider() {
  const section = document.querySelector(".where");
  const range = document.getElementById("day");
  if (!section || !range) return;
  const first = Date.parse(section.dataset.first);
  const output = section.querySelector("output");
  const play = section.querySelector(".play");
  const map = section.querySelector(".map");
  const partial = map?.hasAttribute("data-partial");  // too many places to send those of every day at once
  const all = partial ? [] : [...section.querySelectorAll(".standing")];
  const standings = all.map((g) => ({ g, from: +g.dataset.from, to: +g.dataset.to }));
  const bars = [...section.querySelectorAll(".days a")].map((a) => ({ a, day: +a.dataset.day }));
  let timer = 0;

  function show(day) {
    for (const s of standings) s.g.classList.toggle("on", s.from <= day && day <= s.to);
    for (const b of bars) b.a.classList.toggle("after", b.day > day);
    const words = english.format(new Date(first + day * DAY));
    output.textContent = words;
    range.setAttribute("aria-valuetext", words);
  }

  function address(day) {
    return section.dataset.here.replace("0001-01-01", new Date(first + day * DAY).toISOString().slice(0, 10));
  }

  async function follow(day) {
    const to = address(day);
    if (location.protocol === "file:") { location.href = to; return; }
    const answer = await fetch(to);
    if (!answer.ok || +range.value !== day) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#follows", ".head", ...(partial ? [".map .pins"] : [])]) {
      const here = document.querySelector(part), there = page.querySelector(part);
      if (here && there) here.replaceWith(document.adoptNode(there));
    }
    history.replaceState(null, "", to);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  }

  range.addEventListener("input", () => show(+range.value));
  range.addEventListener("change", () => follow(+range.value));
  play.addEventListener("click", () => {
    if (timer) { stop(); follow(+range.value); return; }
    if (+range.value >= +range.max) range.value = 0;
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    show(+range.value);
    timer = setInterval(() => {
      if (+range.value >= +range.max) { stop(); follow(+range.value); return; }
      range.value = +range.value + 1;
      show(+range.value);
      if (partial) follow(+range.value);
    }, partial ? 1500 : 700);
  });
}

function zoom() {
  const map = document.querySelector(".map");
  if (!map) return;
  const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
  const view = { x: 0, y: 0, k: 1 };  // what is asked for
  let drawn = { ...view };  // what the picture was last drawn for
  let due = 0, rest = 0;

  // While the hand moves the picture is moved as a whole, however many places it has; it is drawn anew at rest.
  function move() {
    due = 0;
    const box = map.parentElement.clientWidth / width, k = view.k / drawn.k;
    map.style.transform = `translate(${(drawn.x - view.x) * view.k * box}px, ${(drawn.y - view.y) * view.k * box}px) scale(${k})`;
    clearTimeout(rest);
    rest = setTimeout(draw, 160);
  }
  function draw() {
    drawn = { ...view };
    map.style.transform = "";
    map.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.k} ${height / view.k}`);
    map.style.setProperty("--still", 1 / view.k);
  }
  function set(x, y, k) {
    view.k = Math.min(24, Math.max(1, k));
    view.x = Math.min(width - width / view.k, Math.max(0, x));
    view.y = Math.min(height - height / view.k, Math.max(0, y));
    if (!due) due = requestAnimationFrame(move);
  }
  function about(px, py, factor) {
    const k = Math.min(24, Math.max(1, view.k * factor));
    const w = width / view.k, h = height / view.k;
    set(view.x + px * w - (px * width) / k, view.y + py * h - (py * height) / k, k);
  }
  const steps = { in: () => about(0.5, 0.5, 1.6), out: () => about(0.5, 0.5, 1 / 1.6), all: () => set(0, 0, 1) };
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", steps[button.dataset.zoom]);
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && view.k === 1 && event.deltaY > 0) return;
    event.preventDefault();
    const box = map.parentElement.getBoundingClientRect();
    about((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, Math.exp(-event.deltaY / 400));
  }, { passive: false });
  let held = null;
  map.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, moved: false }; });
  addEventListener("pointermove", (event) => {
    if (!held || view.k === 1) return;
    const box = map.parentElement.getBoundingClientRect();
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (Math.abs(dx) + Math.abs(dy) > 3) held.moved = true;
    set(view.x - (dx / box.width) * (width / view.k), view.y - (dy / box.height) * (height / view.k), view.k);
    held.x = event.clientX;
    held.y = event.clientY;
  });
  addEventListener("pointerup", () => { setTimeout(() => { held = null; }); });
  map.addEventListener("click", (event) => { if (held && held.moved) event.preventDefault(); });
  map.addEventListener("dragstart", (event) => event.preventDefault());
}

function records() {
  const card = (id) => document.getElementById(`c-${id}`);
  let pop = null;
  function hide() {
    if (pop) pop.remove();
    pop = null;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }
  function show(mark) {
    hide();
    const cards = mark.dataset.claims.split(" ").map(card).filter(Boolean);
    for (const c of cards) c.classList.add("lit");
    if (!cards.length) return;
    pop = document.createElement("div");
    pop.className = "pop";
    pop.setAttribute("role", "status");
    for (const c of cards) pop.append(...[...c.querySelector(".under").cloneNode(true).childNodes]);
    document.body.append(pop);
    const box = mark.getBoundingClientRect();
    pop.style.top = `${box.bottom + scrollY + 6}px`;
    pop.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - pop.offsetWidth - 16))}px`;
  }
  for (const mark of document.querySelectorAll("a.mark[data-claims]")) {
    const event = card(mark.dataset.claims.split(" ")[0])?.querySelector('a[href*="event"]');
    if (event) mark.href = event.href;
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("mouseleave", hide);
    mark.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

// Keys for deciding: on an event of the queue, on a claim, or on the event whose page it is.
function decide() {
  const items = [...document.querySelectorAll("[data-item], .record:has(.decide)")];
  if (!items.length) return;
  for (const item of items) item.tabIndex = item.tabIndex < 0 ? -1 : item.tabIndex;
  const of = (element) => element?.closest(".record:has(.decide), [data-item]");
  const at = () => items.indexOf(of(document.activeElement));
  const go = (n) => { const item = items[Math.max(0, Math.min(items.length - 1, n))]; item.focus(); item.scrollIntoView({ block: "nearest" }); };
  const form = (item) => {
    const more = item.matches(".record") && item.querySelector("details.decide");
    if (more) more.open = true;
    return item.matches(".record") ? more.querySelector("form") : item.querySelector(".item-form");
  };
  const press = (item, action) => form(item)?.querySelector(`button[value="${action}"]`)?.click();
  const turn = (item, field) => form(item)?.querySelector(`[name="${field}"]`)?.focus();
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Escape") of(event.target)?.focus();
      return;
    }
    const item = items[at()] ?? items[0];
    const keys = {
      j: () => go(at() + 1),
      k: () => go(at() - 1),
      a: () => press(item, "accept"),
      r: () => press(item, "reject"),
      n: () => turn(item, "why"),
      c: () => turn(item, "field"),
      d: () => turn(item, "other"),
      o: () => item.querySelector(".told, .under a[href*='/event/'], .under a[href*='/report/']")?.click(),
      x: () => item.querySelector(".choose input")?.click(),
      s: () => document.querySelector('#split button[value="split"]')?.click(),
      m: () => document.querySelector('.decide-event select[name="other"]')?.focus(),
      u: () => document.querySelector('.last button[value="undo"], .trail button[value="undo"]')?.click(),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
}

// Search on a site of files: every word asked for begins a word of what is shown.
function find() {
  const field = document.querySelector(".find input");
  if (!field) return;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const told = document.getElementById("found"), list = document.getElementById("finds");
  function show() {
    const words = plain(field.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const has = ([, title, more]) => { const text = ` ${plain(`${title} ${more}`).replace(/[^\p{L}\p{N}]+/gu, " ")}`; return words.every((w) => text.includes(` ${w}`)); };
    const found = words.length ? window.NAMES.filter(has) : [];
    told.textContent = words.length ? `${found.length.toLocaleString("en")} found` : "";
    list.replaceChildren(...found.slice(0, 60).map(([kind, title, more, file]) => {
      const item = document.createElement("li"), link = document.createElement("a"), under = document.createElement("p");
      item.className = "event";
      link.className = "told";
      link.href = file;
      link.textContent = title;
      under.className = "under";
      under.textContent = more ? `${kind} · ${more}` : kind;
      item.append(link, under);
      return item;
    }));
  }
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  show();
}

// How far reports are that are on their way, without the page going blank each time.
function progress() {
  const way = document.getElementById("way");
  if (!way || !document.querySelector("progress")) return;
  const timer = setInterval(async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    if (!document.querySelector("progress")) { clearInterval(timer); drop(); }
  }, 700);
}

function drop() {
  const form = document.querySelector("[data-drop]");
  if (!form) return;
  const over = (on) => (event) => { event.preventDefault(); form.classList.toggle("over", on); };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    form.querySelector('input[type="file"]').files = event.dataTransfer.files;
  });
}

// A page that shows the record as it was before comes again until it does not, save while somebody fills in a form.
function again() {
  if (!document.querySelector(".band.behind") || location.protocol === "file:") return;
  const busy = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName) || document.querySelector("details.decide[open]");
  setInterval(() => { if (!busy()) location.reload(); }, 2000);
}

slider();
zoom();
records();
decide();
find();
drop();
progress();
again();
