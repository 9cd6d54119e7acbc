"""Values and decisions of Tröskel: standard library only; no clock, file, database or chance."""
