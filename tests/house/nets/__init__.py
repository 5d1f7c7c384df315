"""The nets: each looks at one page and says, in sentences, what is wrong with it.

A net is a function that returns a list of findings; an empty list is a good page.
`test_nets.py` hangs a deliberately bad page in front of each.
"""
