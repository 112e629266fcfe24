"""What the website is made of: its pages, their frames and facts, and how servers are to send them."""
