"""Cooperative use: what a part says of other bodies that buy from its contract.

The entry is `find.find_cooperative_use`. Help, page Design, draws the steps and the module of each.
"""
