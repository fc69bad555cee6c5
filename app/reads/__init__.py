"""What a screen, the API or an agent needs to see: frozen values out, nothing written."""
