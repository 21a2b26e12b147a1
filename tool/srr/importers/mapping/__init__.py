"""What the columns and values of a source mean: by the map, else by the words of the registry."""
