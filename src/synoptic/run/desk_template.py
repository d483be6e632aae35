"""The settings file of a new desk, with every line that people usually change and why."""

TEMPLATE = """# Settings of this desk. What is left out has its default; all of them: docs/reference/settings.md.

[desk]
# Empty: SQLite in this folder. For a newsroom: "postgresql+psycopg://user@host/name".
database = ""
# Look at young pages again after so many seconds, for so many days.
revisit_every = 21600
revisit_days = 2

[intake.fetch]
# Who is asking. Put an address here that outlets can write to.
contact = ""
# Names of hosts in your own network that may be fetched, such as "intranet.example:8080".
allowed_hosts = []
"""
