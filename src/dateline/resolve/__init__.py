"""Who, where and when exactly: mentions looked up in tables of the world and on the calendar."""
