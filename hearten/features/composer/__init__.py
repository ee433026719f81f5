"""What an author hears about words still being written: advice, and help first. Nothing of them is kept."""
