"""What the public print: a circle's flyer, with its QR code."""
