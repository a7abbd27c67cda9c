"""The press room's services: embargoes, and what newsrooms take away."""
