"""The faces: portrait studio (JavaScript), generators v7 and v8, and their directions."""
