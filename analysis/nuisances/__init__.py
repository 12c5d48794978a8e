"""How far neighbors agree in what should not matter: by which nuisance does a network group, and when does it let go?"""
