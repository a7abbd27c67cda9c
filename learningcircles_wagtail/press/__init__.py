"""The press room: its archive, and a release in the forms that newsrooms take."""
