"""synoptic.news"""
