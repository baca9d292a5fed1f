"""Making figures safe to publish: small cells, and what would give them away."""
