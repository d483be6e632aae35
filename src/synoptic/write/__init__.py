"""synoptic.write"""
