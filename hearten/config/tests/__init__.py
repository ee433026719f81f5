"""Is the installation put together safely?"""
