"""How findings, corrections that suggest themselves and changes between releases are shown to people and to code hosts."""
