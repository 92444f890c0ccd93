"""The register: municipality, persons, parties, bodies, mandates, organisation, employments, ties."""
