"""Do the journeys of our data go where their page says?"""
