"""synoptic.lineage"""
