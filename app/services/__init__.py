"""The use cases, and the ports they need from outside; no rule about what may be done, which the domain has."""
