"""What the figures of one sentence settle for each other: a scale, a unit, per what."""
