"""Reading an article: from what is pasted in to sentences and what in them can be checked.

Plain Python: nothing in here knows of the web framework, the database or the network.
"""
