"""Numbers that tell when and how long: days, months, years, clock times, durations."""
