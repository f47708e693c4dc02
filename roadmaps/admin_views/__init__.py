"""Pages of the roadmap inside the admin: its import, its ready-made kinds, its rows."""
