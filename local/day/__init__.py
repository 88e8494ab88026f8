"""One whole day of the room lottery, the manual's own, on real input: `make day`."""
