"""The pieces the screens are made of; each shows plain data and posts a message when somebody acts on it."""
