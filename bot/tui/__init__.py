"""The terminal chat: screens and widgets that show what the bot says. Start it with `bot.tui.app.run`."""
