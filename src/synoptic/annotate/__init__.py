"""synoptic.annotate"""
