"""What single destinations ask of a feed: Apple News, Flipboard, SmartNews, MSN. Profiles say which ask for what."""
