"""The chat or the kiosk in a browser, on textual-serve. Start it with `bot.web.server.run`."""
