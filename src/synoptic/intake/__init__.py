"""From files, folders, mails and records to raw reports."""
