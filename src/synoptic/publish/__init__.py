"""synoptic.publish"""
