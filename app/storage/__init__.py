"""What stands behind the ports of the services: the register file, editions, tables; nothing that decides."""
