"""What stands in the way of delivering a message."""


class InOtherHands(Exception):
    """Another sender has the message in hand, or has just sent it; the queue shall ask again."""
