"""SPARQL over a snapshot: the engine runs in processes of its own, so that no query can harm the service.

``messages`` what is asked and answered · ``negotiation`` which form fits · ``engine`` processes that hold one dataset ·
``template``, ``worker``, ``evaluation``, ``dataset`` what runs in those processes · ``pool`` the engine of the current snapshot ·
``protocol`` SPARQL 1.1 Protocol over HTTP · ``run`` the same for the command line.
"""
