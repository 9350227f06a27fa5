"""The register file and the data folders behind the ports of the services."""
