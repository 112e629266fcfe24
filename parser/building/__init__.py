"""How a run finds its sources, does only what changed, by several processes or a cluster, and never publishes half."""
