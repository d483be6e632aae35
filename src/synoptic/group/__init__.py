"""synoptic.group"""
