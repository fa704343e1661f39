"""What the words around a number say of it: unit, per what, how exactly, up or down."""
