"""synoptic.intake"""
