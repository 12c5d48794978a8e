"""How far neighbors agree in what should not matter: which nuisance does a network group by, when does it let go?"""
