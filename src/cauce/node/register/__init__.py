"""The register: the persons that missions have named, and the standings that acts gave them."""
