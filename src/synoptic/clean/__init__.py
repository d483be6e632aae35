"""synoptic.clean"""
