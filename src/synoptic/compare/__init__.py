"""synoptic.compare"""
