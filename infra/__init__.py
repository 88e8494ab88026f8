"""Everything beside the functions: the CloudFormation that Chalice's package is merged with, and the release.

Made from what the code declares: table models, schedules and queues. `make package` writes it out.
"""
