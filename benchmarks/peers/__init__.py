"""Other people's senders and bots, as their documentation shows them.

They run with the packages of `benchmarks/requirements.lock` in an environment of their own and
import nothing of Jiaxiao; each prints one JSON object about its run.
"""
