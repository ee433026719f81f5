"""What a reviewer said of each claim of a post, beside the guidance it was held against."""
