"""What the passes are made of: source, header, outline, facts and checks, each of several small modules."""
