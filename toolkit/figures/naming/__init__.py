"""Numbers that name a thing or its place in an order, and measure nothing."""
