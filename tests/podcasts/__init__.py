"""What the formats make of a show and its episodes."""
